"""The weekly note: from what is held to figures, sentences, claims, gate and audit in one step."""
