/** Policies as people write them, and where every version of them is kept. */
@NullMarked
package io.spillway.ports.policy;

import org.jspecify.annotations.NullMarked;
