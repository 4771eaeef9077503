package io.relance.reliability;

public class CrashPointsTest { 
  public static void main(String[] a) {
    for (int i=0;i<2;i++) {
    long t=System.nanoTime();
    CrashPoints p = new CrashPoints(java.util.Set.of(), () -> Breaking.NOTHING);
    System.out.println((System.nanoTime()-t)/1e6+" ms, calls "+p.calls()+" "+p.delivered().size()+p.broken());
    for (NthCall.Fate f : NthCall.Fate.values()) {
    t=System.nanoTime();
    int before=p.tried();
    p.disturb(f, 5);
    System.out.println(f+" "+(System.nanoTime()-t)/1e6+" ms, tried "+(p.tried()-before)+" differing "+p.differing());
    p.broken().forEach(System.out::println);
    }}
  }
}
