"""What happens after the words: promises, tickets, leads, repairs and call-backs, each kept until it is done."""
