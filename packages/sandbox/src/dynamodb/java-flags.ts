/**
 * Flags as measured: the serial collector and the first compiler tier start in half the CPU time of the
 * defaults; `-UsePerfData` keeps /tmp clean after a SIGKILL.
 */
export const JAVA_FLAGS = ['-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-XX:-UsePerfData'] as const;
