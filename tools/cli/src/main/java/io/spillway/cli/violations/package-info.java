/** Commands for the violations of any deployment. */
@NullMarked
package io.spillway.cli.violations;

import org.jspecify.annotations.NullMarked;
