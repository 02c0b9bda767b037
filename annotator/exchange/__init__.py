"""Brings documents and labels in, and training data out: one module a format.

in      incoming    what a reader gives: a document, or labels for one
        reading     the front door: files, folders, which format
        archives    unpacked into a private folder, or refused as a trap
        taking      file by file through what was found, with progress and cancel
        recleaning  by other steps than the reader's
        renaming    label maps, also for what goes out, with tag_sets for proposals
        checks      whether spans may stand on a text under a schema
        shelves     where it is put: the project, or nowhere for a trial
        joining     which document of the project something belongs to
        placing     documents and labels, put onto a shelf
        copies      the same text twice, or nearly
        previewing  what an import would do
        importing   all of this for many files, each whole or not at all
        token_lines, token_layout  files of a token a line, and how one is made
out     outgoing    what a writer gets: a document with somebody's spans
        choice      which documents and spans, by state, label, outlet and day
        selection   those of a project, whose they are, under which labels
        splits      which document is in train, dev or test for good
        planning, dividing  new documents into parts; copies stay together
        provenance  whence, by whom, and how far they agree
        flat        spans that nest, laid over tokens that carry one tag each
        schemes     how tags spell entities: IOB2, IOB1, BIOES, BILOU
        losses      what a format could not carry
        manifest    what an export says about itself
        card, gaps  the same for people, and what is known to be missing
        writing     one part after the other, written and compared
        exporting   all of this, read back before it counts
proof   readback    parsers of their own; share no code with the writers
        comparison  a file against the documents that it should hold
        verify      a file against its manifest
both    formats/    our own: plaintext jsonl conll2002 conll2003, with records and conll
        brought     those that other packages bring
        registry    which formats there are; nothing else names them
"""
