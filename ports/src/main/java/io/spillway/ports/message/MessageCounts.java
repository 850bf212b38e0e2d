package io.spillway.ports.message;

/**
 * Numbers of published messages of a stream.
 *
 * @param published the number of all published messages
 * @param unmoderated the number of those that no classifier has scored
 */
public record MessageCounts(long published, long unmoderated) {}
