"""How things look: tokens, fonts, numbers as a trader reads them, texts and glyphs ready to draw."""
