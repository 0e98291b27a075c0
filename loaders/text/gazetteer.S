# Tables of names, as they lie in gazetteer/; each ends where the next begins.
    .section .rodata
    .global kg_text_countries
    .global kg_text_organisations
    .global kg_text_first_names
    .global kg_text_wordnet_names
    .global kg_text_gazetteer_end
kg_text_countries:
    .incbin "countries.tsv"
kg_text_organisations:
    .incbin "organisations.tsv"
kg_text_first_names:
    .incbin "first_names.tsv"
kg_text_wordnet_names:
    .incbin "wordnet.tsv"
kg_text_gazetteer_end:
    .byte 0
    .section .note.GNU-stack, "", %progbits
