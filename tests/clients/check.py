"""Asks a server with rdflib and SPARQLWrapper; see README.md.

Usage: check.py NEWSGRAPH
"""

import gzip
import hashlib
import re
import subprocess
import sys
import tempfile
import unittest
import urllib.error
import urllib.request
from pathlib import Path

try:
    from rdflib import Dataset, Graph, Literal, Namespace, URIRef
    from rdflib.namespace import DCAT, RDF, RDFS, VOID
    from rdflib.plugins.stores.sparqlstore import SPARQLStore, SPARQLUpdateStore
    from SPARQLWrapper import CSV, GET, JSON, JSONLD, N3, POST, RDFXML, TURTLE, XML, SPARQLWrapper
except ImportError as missing:
    print(f"skipped: {missing}; pip install -r tests/clients/requirements.txt", file=sys.stderr)
    sys.exit(77)

ROOT = Path(__file__).resolve().parents[2]
BASE = "https://newsgraph.example/"
TOKEN = "a-token-for-tests-only"
PERSON = URIRef(BASE + "id/person/maeve-corrigan")
ARTICLE = URIRef(BASE + "graph/article/corrigan-prize")
NG = Namespace("https://w3id.org/newsgraph/ns#")


class Server:
    """A writable server of the sample articles."""

    def __init__(self, program):
        self.folder = tempfile.TemporaryDirectory()
        store = Path(self.folder.name) / "news.nq.zst"
        token = Path(self.folder.name) / "token"
        token.write_text(TOKEN)
        build = [program, "build", ROOT / "data/articles", "--store", store]
        subprocess.run(build, check=True, capture_output=True)
        self.process = subprocess.Popen(
            [program, "serve", "--listen", "127.0.0.1:0", "--log", "none", "--store", store]
            + ["--writable", "--token-file", token],
            stderr=subprocess.PIPE,
            text=True,
        )
        self.url = re.search(r"http://[^/]+/", self.process.stderr.readline()).group()

    def stop(self):
        self.process.terminate()
        self.process.wait()
        self.process.stderr.close()
        self.folder.cleanup()


def setUpModule():
    global server
    server = Server(PROGRAM)


def tearDownModule():
    server.stop()


class Rdflib(unittest.TestCase):
    def graph(self):
        return Graph(SPARQLStore(server.url + "sparql"))

    def test_select(self):
        rows = list(self.graph().query("SELECT ?a { ?a a ng:Article }", initNs={"ng": NG}))
        self.assertEqual(len(rows), 21)

    def test_select_by_post_and_in_each_form(self):
        for form in ["xml", "json", "csv"]:
            for method in ["GET", "POST", "POST_FORM"]:
                store = SPARQLStore(server.url + "sparql", returnFormat=form, method=method)
                rows = Graph(store).query("SELECT ?l { ?s <%s> ?l } LIMIT 3" % RDFS.label)
                self.assertEqual(len(list(rows)), 3, (form, method))

    def test_ask(self):
        self.assertTrue(self.graph().query("ASK { ?s ?p ?o }").askAnswer)
        self.assertFalse(self.graph().query("ASK { ?s <a:b> ?o }").askAnswer)

    def test_construct_and_describe(self):
        made = self.graph().query("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o . ?s a <%s> }" % NG.Article)
        self.assertGreater(len(made.graph), 100)
        told = self.graph().query("DESCRIBE <%s>" % PERSON)
        self.assertIn((PERSON, RDFS.label, Literal("Maeve Corrigan", lang="en")), told.graph)

    def test_triples_and_values(self):
        graph = self.graph()
        self.assertIn((PERSON, RDF.type, NG.Person), graph)
        self.assertEqual(graph.value(PERSON, RDFS.label), Literal("Maeve Corrigan", lang="en"))
        self.assertGreater(len(graph), 1000)

    def test_named_graphs(self):
        store = SPARQLStore(server.url + "sparql")
        self.assertIn(ARTICLE, set(store.contexts()))
        article = Graph(SPARQLStore(server.url + "sparql"), identifier=ARTICLE)
        self.assertTrue(0 < len(article) < len(self.graph()))
        rows = self.graph().query("SELECT DISTINCT ?g { GRAPH ?g { <%s> ?p ?o } }" % PERSON)
        self.assertIn(ARTICLE, {row.g for row in rows})

    def test_update(self):
        store = SPARQLUpdateStore(
            server.url + "sparql",
            server.url + "update",
            headers={"Authorization": "Bearer " + TOKEN},
        )
        name = URIRef(BASE + "graph/notes")
        notes = Graph(store, identifier=name)
        note = (PERSON, RDFS.comment, Literal("prize \"à la\" carte\n", lang="fr"))
        notes.add(note)
        self.assertIn(note, notes)
        self.assertIn(note, self.graph())
        notes.update("INSERT DATA { <a:s> <a:p> 1 }")
        self.assertEqual(len(notes), 2)
        notes.remove(note)
        self.assertNotIn(note, self.graph())
        store.update("DROP GRAPH <%s>" % name)
        self.assertEqual(len(notes), 0)

    def test_update_without_the_token(self):
        store = SPARQLUpdateStore(server.url + "sparql", server.url + "update")
        with self.assertRaises(urllib.error.HTTPError) as refused:
            store.update("INSERT DATA { <a:s> <a:p> 1 }")
        self.assertEqual(refused.exception.code, 401)
        refused.exception.close()

    def test_addresses_are_parsed(self):
        for path in [
            "id/person/maeve-corrigan",
            "id/place/ürümqi",
            "data/article/corrigan-prize.jsonld",
            "graph/article/corrigan-prize",
            "graph-store?default",
            "graph-store?graph=" + ARTICLE,
            "sparql",
            "void",
            "void.ttl",
            ".well-known/void",
            "ns",
            "dumps/newsgraph-latest.ttl",
        ]:
            graph = Graph().parse(server.url + path)
            self.assertGreater(len(graph), 10, path)

    def test_dumps_are_as_described(self):
        void = Graph().parse(server.url + ".well-known/void")
        (dataset,) = void.subjects(RDF.type, DCAT.Dataset)
        triples = int(void.value(dataset, VOID.triples))
        files = {str(file) for file in void.objects(None, DCAT.downloadURL)}
        (packed,) = [file for file in files if file.endswith(".ttl.gz")]
        with urllib.request.urlopen(packed) as answer:
            body, tag = answer.read(), answer.headers["ETag"].strip('"')
        self.assertEqual(hashlib.sha256(body).hexdigest(), tag)
        self.assertEqual(len(Graph().parse(gzip.decompress(body), format="turtle")), triples)
        (packed,) = [file for file in files if file.endswith(".nq.gz")]
        with urllib.request.urlopen(packed) as answer:
            quads = gzip.decompress(answer.read())
        dataset = Dataset().parse(quads, format="nquads")
        self.assertIn(ARTICLE, {graph.identifier for graph in dataset.graphs()})

    def test_graph_store(self):
        address = server.url + "graph-store?graph=a:graph"
        def send(method, **headers):
            body = b"<a:s> <a:p> <a:o> ." if method in ("PUT", "POST") else None
            headers |= {"Authorization": "Bearer " + TOKEN, "Content-Type": "text/turtle"}
            request = urllib.request.Request(address, body, headers, method=method)
            with urllib.request.urlopen(request) as answer:
                return answer.status
        self.assertEqual(send("PUT"), 201)
        self.assertEqual(len(Graph().parse(address)), 1)
        self.assertEqual(send("HEAD"), 200)
        self.assertEqual(send("DELETE"), 200)


class Wrapper(unittest.TestCase):
    def ask(self, query, form, method=GET):
        wrapper = SPARQLWrapper(server.url + "sparql")
        wrapper.setQuery(query)
        wrapper.setReturnFormat(form)
        wrapper.setMethod(method)
        return wrapper.queryAndConvert()

    def test_rows(self):
        query = "SELECT ?l { <%s> rdfs:label ?l }" % PERSON
        for method in [GET, POST]:
            (row,) = self.ask(query, JSON, method)["results"]["bindings"]
            self.assertEqual(row["l"]["value"], "Maeve Corrigan")
            self.assertIn("Maeve", self.ask(query, XML, method).toxml())
            self.assertEqual(self.ask(query, CSV, method), b"l\r\nMaeve Corrigan\r\n")

    def test_truth(self):
        self.assertTrue(self.ask("ASK { ?s ?p ?o }", JSON)["boolean"])

    def test_graphs(self):
        for query in ["DESCRIBE <%s>" % PERSON, "CONSTRUCT WHERE { <%s> ?p ?o }" % PERSON]:
            for form in [JSONLD, RDFXML]:
                self.assertGreater(len(self.ask(query, form)), 3, (query, form))
            for form in [TURTLE, N3]:
                graph = Graph().parse(self.ask(query, form), format="turtle")
                self.assertGreater(len(graph), 3, (query, form))

    def test_datasets(self):
        wrapper = SPARQLWrapper(server.url + "sparql", defaultGraph=str(ARTICLE))
        wrapper.setReturnFormat(JSON)
        wrapper.setQuery("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
        (row,) = wrapper.queryAndConvert()["results"]["bindings"]
        article = Graph().parse(server.url + "graph/article/corrigan-prize")
        self.assertEqual(int(row["n"]["value"]), len(article))

    def test_update(self):
        wrapper = SPARQLWrapper(server.url + "sparql", updateEndpoint=server.url + "update")
        wrapper.setMethod(POST)
        wrapper.addCustomHttpHeader("Authorization", "Bearer " + TOKEN)
        wrapper.setQuery("INSERT DATA { GRAPH <a:wrapper> { <a:s> <a:p> 'kept' } }")
        wrapper.query()
        self.assertTrue(self.ask("ASK { <a:s> <a:p> 'kept' }", JSON)["boolean"])
        wrapper.setQuery("DROP GRAPH <a:wrapper>")
        wrapper.query()


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    PROGRAM = Path(sys.argv.pop()).resolve()
    unittest.main()
