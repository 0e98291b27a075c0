# The trained model's bytes, aligned for its tables.
    .section .rodata
    .global kg_text_english_begin
    .global kg_text_english_end
    .balign 64
kg_text_english_begin:
    .incbin KG_MODEL_FILE
kg_text_english_end:
    .section .note.GNU-stack, "", %progbits
