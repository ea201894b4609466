"""spaCy's blank English and its PhraseMatcher with the codebook's words, without regard to case: processor seconds, and the hits."""

import sys
import time

import spacy
from spacy.matcher import PhraseMatcher

text, literals = open(sys.argv[1]).read(), open(sys.argv[2]).read().split("\n")
phrases = [literal.strip() for literal in literals if literal.strip()]
nlp = spacy.blank("en")
nlp.max_length = len(text) + 1
matcher = PhraseMatcher(nlp.vocab, attr="LOWER")
matcher.add("phrases", [nlp.make_doc(phrase) for phrase in phrases])
paragraphs = [paragraph for paragraph in text.split("\n") if paragraph.strip()]
start = time.process_time()
hits = sum(len(matcher(doc)) for doc in nlp.pipe(paragraphs))
print(f"work={time.process_time() - start:.4f} phrases={len(phrases)} hits={hits}")
