"""Hyperscan with the codebook's literals, without regard to case: processor seconds of the scan alone, and the hits."""

import sys
import time

import hyperscan

text, literals, rounds = open(sys.argv[1], "rb").read(), open(sys.argv[2]).read().split("\n"), int(sys.argv[3])
# A literal is a word between spaces, or its beginning behind one.
def pattern(literal):
    word = literal.strip(" ")
    return (r"\b" + word + (r"\b" if literal.endswith(" ") else "")).encode()

patterns = [pattern(literal) for literal in literals if literal.strip()]
database = hyperscan.Database(mode=hyperscan.HS_MODE_BLOCK)
flags = [hyperscan.HS_FLAG_CASELESS] * len(patterns)
database.compile(expressions=patterns, ids=list(range(len(patterns))), elements=len(patterns), flags=flags)
hits = 0

def count(_id, _start, _end, _flags, _context):
    global hits
    hits += 1

start = time.process_time()
for _ in range(rounds):
    database.scan(text, match_event_handler=count)
counted = (time.process_time() - start) / rounds

# Calling back into Python costs more than scanning: the same with each pattern reported once at most.
single = hyperscan.Database(mode=hyperscan.HS_MODE_BLOCK)
flags = [hyperscan.HS_FLAG_CASELESS | hyperscan.HS_FLAG_SINGLEMATCH] * len(patterns)
single.compile(expressions=patterns, ids=list(range(len(patterns))), elements=len(patterns), flags=flags)
start = time.process_time()
for _ in range(rounds):
    single.scan(text, match_event_handler=lambda *_: None)
once = (time.process_time() - start) / rounds
print(f"work={once:.4f} with_callbacks={counted:.4f} literals={len(patterns)} hits={hits // rounds}")
