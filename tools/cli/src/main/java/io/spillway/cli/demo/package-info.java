/** Demo and load test: a live stream against a running server, with a consistency check. */
@NullMarked
package io.spillway.cli.demo;

import org.jspecify.annotations.NullMarked;
