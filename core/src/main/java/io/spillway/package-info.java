/**
 * The entry points of Spillway: {@link io.spillway.Moderation}, {@link io.spillway.FanOut} and
 * {@link io.spillway.DeadLetters}, with what they take and return. Everything in {@code
 * io.spillway.core} is internal and may change in any release.
 */
@NullMarked
package io.spillway;

import org.jspecify.annotations.NullMarked;
