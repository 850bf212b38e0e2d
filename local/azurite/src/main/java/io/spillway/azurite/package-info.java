/** Azurite as a process, for tests and local runs that need a real Storage Queue. */
@NullMarked
package io.spillway.azurite;

import org.jspecify.annotations.NullMarked;
