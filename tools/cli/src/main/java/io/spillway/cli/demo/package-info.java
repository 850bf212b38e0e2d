/**
 * Plays a live stream against a running server: gently, and checks that everything adds up; or to
 * its limits.
 */
@NullMarked
package io.spillway.cli.demo;

import org.jspecify.annotations.NullMarked;
