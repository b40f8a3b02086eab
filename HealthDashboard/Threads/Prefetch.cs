using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace HealthDashboard.Threads;

/// <summary>Tells the processor what is needed soon, so that it is not waited for.</summary>
internal static class Prefetch
{
    /// <summary>A hint and nothing else: where the processor knows none, or the array has moved meanwhile, nothing happens.</summary>
    public static unsafe void Soon<T>(ref T needed)
        where T : unmanaged
    {
        if (Sse.IsSupported)
            Sse.Prefetch0(Unsafe.AsPointer(ref needed));
    }
}
