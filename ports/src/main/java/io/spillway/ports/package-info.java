/** Types common to all ports: pages, failures, versions, identifiers and health. */
@NullMarked
package io.spillway.ports;

import org.jspecify.annotations.NullMarked;
