"""The tagger: a conditional random field for each depth of nesting, learnt from finished work.

observing    a text as the tagger sees it: stems, what the lexicons and patterns say
features     what is said of every word to the model
surfaces     how words were labelled elsewhere, the document itself left out
clusters     words that stand in the same company, from plain text
nesting      spans as tags on words, a row a depth, and back
places       the places that marginals leave possible, with their scores
edges        where a span begins in its first word
calibration  from a raw score to the chance to be right
crf          the only module that knows python-crfsuite
container    models as bytes, checked before anything reads them
model        Tagger and its facts
training     from examples to a Tagger
source       TaggerSource, for the pipeline
"""
