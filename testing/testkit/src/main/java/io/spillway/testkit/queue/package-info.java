/** Contract test of work queues. */
@NullMarked
package io.spillway.testkit.queue;

import org.jspecify.annotations.NullMarked;
