using System.Numerics;
using HealthDashboard.Threads;

namespace HealthDashboard.Silver;

/// <summary>
/// The places of ids of up to eight bytes. Those that a file names come in no order, so that each is a wait for memory: an id and its place
/// lie side by side, and mostly where they are looked for first. Several threads may look them up while none adds.
/// </summary>
internal sealed class ShortIds
{
    /// <summary>A place of 0 is none: they are counted from 1 here.</summary>
    private (ulong Id, int Place)[] _slots = new (ulong, int)[16];
    private int _count;

    /// <summary>For so many ids in all.</summary>
    public void MakeRoom(int ids)
    {
        if (ids <= _slots.Length / 2)
            return;
        var before = _slots;
        _slots = new (ulong, int)[BitOperations.RoundUpToPowerOf2((uint)ids * 2)];
        foreach (var (id, place) in before)
        {
            if (place > 0)
                Slot(id) = (id, place);
        }
    }

    /// <param name="id">One that is not there.</param>
    public void Add(ulong id, int place)
    {
        MakeRoom(++_count);
        Slot(id) = (id, place + 1);
    }

    /// <summary>To be told some time before an id is asked for.</summary>
    public void Soon(ulong id) => Prefetch.Soon(ref _slots[Home(id, _slots)]);

    public bool TryFind(ulong id, out int place)
    {
        place = Slot(id).Place - 1;
        return place >= 0;
    }

    /// <summary>Where an id is looked for first. Multiplying spreads ids that differ in a few digits.</summary>
    private static int Home(ulong id, (ulong Id, int Place)[] slots) => (int)((id * 0x9E3779B97F4A7C15UL) >> 32) & (slots.Length - 1);

    /// <summary>Where an id lies, or would.</summary>
    private ref (ulong Id, int Place) Slot(ulong id)
    {
        var slots = _slots;
        for (var at = Home(id, slots); ; at = (at + 1) & (slots.Length - 1))
        {
            ref var slot = ref slots[at];
            if (slot.Place == 0 || slot.Id == id)
                return ref slot;
        }
    }
}
