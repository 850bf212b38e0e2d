/** What every rule shares: how bad input is refused. */
@NullMarked
package io.spillway.core;

import org.jspecify.annotations.NullMarked;
