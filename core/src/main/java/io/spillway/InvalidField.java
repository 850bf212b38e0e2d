package io.spillway;

/**
 * One thing wrong with what a caller gave.
 *
 * @param field as the caller named it, such as {@code text}
 * @param message what it must be, limit included, such as {@code must have at most 500 characters}
 */
public record InvalidField(String field, String message) {}
