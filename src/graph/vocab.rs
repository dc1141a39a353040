//! The few terms that Rust must name; every other term is data in `ontology/newsgraph.ttl`.
//!
//! Reads: nothing. Writes: constants. Never: lists event classes, roles or relations.

#![allow(missing_docs)] // the terms are explained where they are defined

use oxigraph::model::NamedNodeRef;

/// Namespace of the newsgraph vocabulary.
pub const NG: &str = "https://w3id.org/newsgraph/ns#";

macro_rules! terms {
    ($list:ident, $prefix:literal: $($name:ident = $local:literal),+ $(,)?) => {
        $(pub const $name: NamedNodeRef<'static> =
            NamedNodeRef::new_unchecked(concat!($prefix, $local));)+
        /// All constants of this namespace, for the test that compares them with the ontology.
        pub const $list: &[NamedNodeRef<'static>] = &[$($name),+];
    };
}

terms! { NG_TERMS, "https://w3id.org/newsgraph/ns#":
    EVENT = "Event",
    COMMUNICATION = "Communication",
    ENTITY = "Entity",
    PERSON = "Person",
    MEDIA_ORGANIZATION = "MediaOrganization",
    POST = "Post",
    WORK = "Work",
    ARTICLE_CLASS = "Article",
    ARTICLE_TEXT = "ArticleText",
    ARTICLE_GRAPH = "ArticleGraph",
    REPORT = "Report",
    FACT_REPORT = "FactReport",
    NARRATOR = "Narrator",
    UNNAMED = "Unnamed",
    ARTICLE = "article",
    REPORTS = "reports",
    MODALITY = "modality",
    POLARITY = "polarity",
    CERTAINTY = "certainty",
    CONFIDENCE = "confidence",
    ACCORDING_TO = "accordingTo",
    EVIDENCE = "evidence",
    RULE = "rule",
    CUE = "cue",
    BECAUSE = "because",
    INFERRED_ROLE = "inferredRole",
    DOUBTFUL_ROLE = "doubtfulRole",
    DOUBTFUL_MENTION = "doubtfulMention",
    TEXT = "text",
    SHA256 = "sha256",
    ISO_3166 = "iso3166",
    COUNTRY_CODE = "countryCode",
    COUNTRY = "country",
    GROUP_MEMBER = "groupMember",
    ROLE = "role",
    RELATION = "relation",
    TAKES_ROLE = "takesRole",
    HEADLINE_PATTERN = "headlinePattern",
    NOUN_PATTERN = "nounPattern",
    SHORTCUT_PROPERTY = "shortcutProperty",
    SUBJECT_ROLE = "subjectRole",
    PREFERRED_SUBJECT_ROLE = "preferredSubjectRole",
    OBJECT_ROLE = "objectRole",
    TOPIC_ROLE = "topic",
    CONTENT_ROLE = "content",
    PLACE_ROLE = "place",
    AMOUNT_ROLE = "amount",
    HOLDS_POSITION = "holdsPosition",
    LOCATED_IN = "locatedIn",
}

terms! { RDF_TERMS, "http://www.w3.org/1999/02/22-rdf-syntax-ns#":
    TYPE = "type", PROPERTY = "Property", SUBJECT = "subject", PREDICATE = "predicate", OBJECT = "object",
}
terms! { RDFS_TERMS, "http://www.w3.org/2000/01/rdf-schema#":
    LABEL = "label", COMMENT = "comment", SUB_CLASS_OF = "subClassOf", SUB_PROPERTY_OF = "subPropertyOf",
    DOMAIN = "domain", RANGE = "range",
}
terms! { OWL_TERMS, "http://www.w3.org/2002/07/owl#":
    CLASS = "Class", THING = "Thing", SAME_AS = "sameAs", DIFFERENT_FROM = "differentFrom", SYMMETRIC_PROPERTY = "SymmetricProperty",
    OBJECT_PROPERTY = "ObjectProperty", DATATYPE_PROPERTY = "DatatypeProperty",
    ANNOTATION_PROPERTY = "AnnotationProperty", NAMED_INDIVIDUAL = "NamedIndividual",
}
terms! { SKOS_TERMS, "http://www.w3.org/2004/02/skos/core#":
    CONCEPT = "Concept", PREF_LABEL = "prefLabel", ALT_LABEL = "altLabel",
}
terms! { SEM_TERMS, "http://semanticweb.cs.vu.nl/2009/11/sem/":
    HAS_ACTOR = "hasActor", HAS_PLACE = "hasPlace", SUB_EVENT_OF = "subEventOf",
    HAS_TIME = "hasTime", TIME = "Time", HAS_TIME_STAMP = "hasTimeStamp",
    HAS_BEGIN_TIME_STAMP = "hasBeginTimeStamp", HAS_END_TIME_STAMP = "hasEndTimeStamp",
    HAS_EARLIEST_BEGIN_TIME_STAMP = "hasEarliestBeginTimeStamp",
    HAS_LATEST_BEGIN_TIME_STAMP = "hasLatestBeginTimeStamp",
    HAS_LATEST_END_TIME_STAMP = "hasLatestEndTimeStamp",
}
terms! { GAF_TERMS, "http://groundedannotationframework.org/gaf#":
    DENOTED_BY = "denotedBy",
}
terms! { NIF_TERMS, "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#":
    NIF_CONTEXT = "Context", NIF_SENTENCE = "Sentence", NIF_PHRASE = "Phrase",
    RFC_5147_STRING = "RFC5147String", BEGIN_INDEX = "beginIndex", END_INDEX = "endIndex",
    ANCHOR_OF = "anchorOf", REFERENCE_CONTEXT = "referenceContext", SOURCE_URL = "sourceUrl",
}
terms! { SCHEMA_TERMS, "https://schema.org/":
    HEADLINE = "headline", URL = "url", DATE_PUBLISHED = "datePublished", AUTHOR = "author",
    PUBLISHER = "publisher", DATELINE = "dateline", IN_LANGUAGE = "inLanguage",
    CREDIT_TEXT = "creditText", SCHEMA_TEXT = "text", IDENTIFIER = "identifier",
    SOCIAL_MEDIA_POSTING = "SocialMediaPosting", SOFTWARE_VERSION = "softwareVersion",
    CREATIVE_WORK_STATUS = "creativeWorkStatus",
}
terms! { PROV_TERMS, "http://www.w3.org/ns/prov#":
    PROV_ENTITY = "Entity", ACTIVITY = "Activity", SOFTWARE_AGENT = "SoftwareAgent",
    WAS_DERIVED_FROM = "wasDerivedFrom", WAS_GENERATED_BY = "wasGeneratedBy", USED = "used",
    WAS_ASSOCIATED_WITH = "wasAssociatedWith", GENERATED_AT_TIME = "generatedAtTime",
}
terms! { DCT_TERMS, "http://purl.org/dc/terms/":
    DCT_IDENTIFIER = "identifier", FORMAT = "format", IS_REPLACED_BY = "isReplacedBy",
}
terms! { TIME_TERMS, "http://www.w3.org/2006/time#":
    PROPER_INTERVAL = "ProperInterval", DATE_TIME_INTERVAL = "DateTimeInterval",
}
terms! { GEO_TERMS, "http://www.w3.org/2003/01/geo/wgs84_pos#":
    LATITUDE = "lat", LONGITUDE = "long",
}
terms! { GEOSPARQL_TERMS, "http://www.opengis.net/ont/geosparql#":
    AS_WKT = "asWKT", WKT_LITERAL = "wktLiteral",
}
terms! { XSD_TERMS, "http://www.w3.org/2001/XMLSchema#":
    XSD_DATE = "date", XSD_DATE_TIME = "dateTime", XSD_G_YEAR = "gYear",
    XSD_G_YEAR_MONTH = "gYearMonth", XSD_INTEGER = "integer", XSD_DECIMAL = "decimal",
}
