/** Classes that each break a rule of {@code Rooms}, to show that the rule catches them. */
package io.spillway.architecture.broken;
