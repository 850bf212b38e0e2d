/** Plays a live stream against a running server, and checks that everything adds up. */
@NullMarked
package io.spillway.local.demo;

import org.jspecify.annotations.NullMarked;
