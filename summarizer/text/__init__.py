"""What a text is made of: sentences, quotations, words, numbers, names. Pure, with exact offsets."""
