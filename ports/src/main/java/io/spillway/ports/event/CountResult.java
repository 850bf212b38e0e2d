package io.spillway.ports.event;

import org.jspecify.annotations.Nullable;

/**
 * What came of counting an event.
 *
 * @param byThisCall whether this call counted it; otherwise it was counted before
 * @param milestone which number it is, if it is a follow and was one of the milestones when it was
 *     counted; the same however often it is asked for
 */
public record CountResult(boolean byThisCall, @Nullable Long milestone) {}
