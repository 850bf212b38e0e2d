/** Contract test of the audit log. */
@NullMarked
package io.spillway.testkit.audit;

import org.jspecify.annotations.NullMarked;
