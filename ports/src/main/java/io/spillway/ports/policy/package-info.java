/** Policy drafts and the store of their revisions. */
@NullMarked
package io.spillway.ports.policy;

import org.jspecify.annotations.NullMarked;
