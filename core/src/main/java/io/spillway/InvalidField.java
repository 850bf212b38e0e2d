package io.spillway;

/**
 * One problem with a caller's input.
 *
 * @param field the field's name in the input, such as {@code text}
 * @param message the requirement with its limit, such as {@code must have at most 500 characters}
 */
public record InvalidField(String field, String message) {}
