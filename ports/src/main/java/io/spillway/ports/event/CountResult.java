package io.spillway.ports.event;

import org.jspecify.annotations.Nullable;

/**
 * Result of counting an event.
 *
 * @param byThisCall whether this call counted it; otherwise an earlier call did
 * @param milestone the milestone that a follow has reached, the same for every later call; null for
 *     none
 */
public record CountResult(boolean byThisCall, @Nullable Long milestone) {}
