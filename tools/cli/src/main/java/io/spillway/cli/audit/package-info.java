/** Commands for the audit trail of any deployment. */
@NullMarked
package io.spillway.cli.audit;

import org.jspecify.annotations.NullMarked;
