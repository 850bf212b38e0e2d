/** Commands for the policies of any deployment. */
@NullMarked
package io.spillway.cli.policies;

import org.jspecify.annotations.NullMarked;
