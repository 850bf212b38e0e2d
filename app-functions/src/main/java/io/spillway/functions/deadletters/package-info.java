/** Dead letters and redrives. */
@NullMarked
package io.spillway.functions.deadletters;

import org.jspecify.annotations.NullMarked;
