/** Commands for the authors of any deployment. */
@NullMarked
package io.spillway.cli.authors;

import org.jspecify.annotations.NullMarked;
