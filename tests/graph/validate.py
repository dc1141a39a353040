#!/usr/bin/env python3
"""Check dumps against ontology/shapes.ttl with independent RDF software.

usage: validate.py DUMP...        (.ttl, .nt, .nq, .trig)
needs: pip install -r tests/graph/requirements.txt

Each dump must load into rdflib and pyoxigraph without an error or warning, must have no blank node,
may use no term that the vocabulary lacks, and all of them together must conform to the shapes.
Exit code 0: all good; 1: problems, one a line on standard output.
"""
import logging
import pathlib
import sys
import warnings

import pyoxigraph
import pyshacl
import rdflib

ROOT = pathlib.Path(__file__).resolve().parents[2]
NG = "https://w3id.org/newsgraph/ns#"
RDFLIB = {".ttl": "turtle", ".nt": "nt", ".nq": "nquads", ".trig": "trig"}


class Warnings(logging.Handler):
    """Collects what rdflib logs, for example about a literal that does not fit its datatype."""

    def __init__(self):
        super().__init__(logging.WARNING)
        self.messages = []

    def emit(self, record):
        self.messages.append(record.getMessage().splitlines()[0])


def quads_of(path):
    """The statements of a dump as pyoxigraph reads them: (subject, predicate, object) as N-Triples."""
    return [quad.triple for quad in pyoxigraph.parse(path=path)]


def load(path, graph):
    """Adds a dump to an rdflib graph; all named graphs become one."""
    dataset = rdflib.Dataset(default_union=True)
    dataset.parse(path, format=RDFLIB[pathlib.Path(path).suffix])
    for statement in dataset.triples((None, None, None)):
        graph.add(statement)


def problems_of(path, graph, ontology, log):
    seen = len(log.messages)
    statements = quads_of(path)
    load(path, graph)
    yield from (f"{path}: warning of rdflib: {message}" for message in log.messages[seen:])
    terms = set()
    for triple in statements:
        nodes = [triple.subject, triple.predicate, triple.object]
        if any(isinstance(node, pyoxigraph.BlankNode) for node in nodes):
            yield f"{path}: blank node in {triple}"
        terms |= {node.value for node in nodes if isinstance(node, pyoxigraph.NamedNode)}
    for term in sorted(term for term in terms if term.startswith(NG)):
        if (rdflib.URIRef(term), None, None) not in ontology:
            yield f"{path}: {term} is not in the vocabulary"


def main(paths):
    log = Warnings()
    logging.getLogger("rdflib").addHandler(log)
    warnings.simplefilter("error", UserWarning)
    ontology = rdflib.Graph().parse(ROOT / "ontology" / "newsgraph.ttl")
    shapes = rdflib.Graph().parse(ROOT / "ontology" / "shapes.ttl")
    graph, problems = rdflib.Graph(), []
    for path in paths:
        problems += problems_of(path, graph, ontology, log)
    data = len(graph)
    for statement in ontology:
        graph.add(statement)
    conforms, _, report = pyshacl.validate(graph, shacl_graph=shapes, allow_infos=True, allow_warnings=True)
    if not conforms:
        problems.append(report)
    for problem in problems:
        print(problem)
    print(f"{len(paths)} dumps, {data} triples, {'conform' if not problems else 'do not conform'}", file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1:]))
