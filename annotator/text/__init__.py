"""Arabic text: cleaning, folding, tokens, clitics, graphemes. Knows no annotation."""
