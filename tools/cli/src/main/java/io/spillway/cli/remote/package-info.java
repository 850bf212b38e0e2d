/** Common parts of the commands for any deployment: options, calls, listings and details. */
@NullMarked
package io.spillway.cli.remote;

import org.jspecify.annotations.NullMarked;
