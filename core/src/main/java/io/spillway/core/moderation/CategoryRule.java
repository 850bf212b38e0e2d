package io.spillway.core.moderation;

import io.spillway.ports.moderation.Severity;

/**
 * When a category is reason enough to withhold a message, and how bad that is.
 *
 * @param threshold the lowest score that withholds; over 0 and at most 1
 * @param severity how bad a message is that reaches it
 */
public record CategoryRule(double threshold, Severity severity) {}
