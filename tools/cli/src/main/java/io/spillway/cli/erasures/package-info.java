/** Commands for the erasures of any deployment. */
@NullMarked
package io.spillway.cli.erasures;

import org.jspecify.annotations.NullMarked;
