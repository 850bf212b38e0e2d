/** Work queue on Azure Storage Queue. */
@NullMarked
package io.spillway.adapters.azure.queue;

import org.jspecify.annotations.NullMarked;
