package io.spillway.ports.message;

/**
 * How many messages of a stream can be read.
 *
 * @param published all of them
 * @param unmoderated those among them that no classifier has looked at
 */
public record MessageCounts(long published, long unmoderated) {}
