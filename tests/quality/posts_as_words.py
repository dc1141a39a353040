#!/usr/bin/env python3
"""Writes posts as words, as annotators of the gold note them ("President of Chile"), for a scorer of entities.

reads:  a dump of newsgraph in N-Quads, in which a post is a thing of its own (ng:Post)
writes: to standard output the same dump, in which whoever holds, takes or leaves a post has its label
never:  changes anything but the objects of ng:holdsPosition, ng:post and the statements about them

usage: posts_as_words.py DUMP.nq > WORDS.nq
needs: pip install pyoxigraph
"""
import sys

import pyoxigraph as ox

NG = "https://w3id.org/newsgraph/ns#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS_LABEL = "http://www.w3.org/2000/01/rdf-schema#label"
TO_POSTS = {NG + "holdsPosition", NG + "post", RDF + "object"}


def main(path):
    quads = list(ox.parse(path=path, format=ox.RdfFormat.N_QUADS))
    posts = {quad.subject for quad in quads if quad.predicate.value == RDF + "type" and quad.object.value == NG + "Post"}
    words = {quad.subject: quad.object for quad in quads if quad.subject in posts and quad.predicate.value == RDFS_LABEL}
    told = (
        ox.Quad(quad.subject, quad.predicate, words[quad.object], quad.graph_name)
        if quad.predicate.value in TO_POSTS and quad.object in words
        else quad
        for quad in quads
    )
    ox.serialize(told, sys.stdout.buffer, format=ox.RdfFormat.N_QUADS)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
