/** Classes that each break a rule of {@code LayerRules}, to show that the rule catches them. */
package io.spillway.architecture.broken;
