"""Pure reading of text: fold, match, recognise; rules about words. No clock, no input or output."""
