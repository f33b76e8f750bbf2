/**
 * Figures as SVG, PNG and PDF, drawn by the scripts of the report's page. The scripts run in an
 * engine of this JVM. This package knows no table and no sweep: it is given a header and numbers.
 */
package org.infomorph.drawing;
