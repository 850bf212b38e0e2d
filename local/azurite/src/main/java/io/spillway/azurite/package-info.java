/** Azurite as a process, for tests and runs that need a real Storage Queue on one machine. */
@NullMarked
package io.spillway.azurite;

import org.jspecify.annotations.NullMarked;
