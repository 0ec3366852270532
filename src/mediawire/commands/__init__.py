"""The commands on a corpus: they take arguments, call the corpus, and print. No rule about texts lives here."""
