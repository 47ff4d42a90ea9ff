"""The network: MiniLM with an embedding of word shape, and the heads of dragoman.

Mirrors src/model/ (encoder.h, tagger.c, tree.c, roles.c): what is written here
in floats, the program computes in int8. With `quant` on, every product is
fake-quantised exactly as the kernels do it (activations 7 bits a token, weights
8 bits a channel, keys, values and attention weights likewise), with gradients
passed straight through (Jacob et al. 2018), so that the last part of training
learns to live with it.
"""
import torch
import torch.nn as nn
import torch.nn.functional as F

from acts import CONTEXTS, MODES, STATUSES, TYPES

HIDDEN, LAYERS, HEADS, INNER, FEATURES = 384, 6, 12, 1536, 64
ARC, ROLE, DISTANCES, CLASSES = 128, 256, 64, 4
SPAN, LINK, REACH, PAIRS = 64, 128, 48, 256
ACT, PARTY = 256, 128


def quantised_tokens(x):
    """Per row: u7 with a zero point."""
    flat = x.float().reshape(-1, x.shape[-1])
    with torch.no_grad():
        low, high = flat.amin(-1).clamp(max=0), flat.amax(-1).clamp(min=0)
        s = (high - low).clamp(min=1e-12) / 127
        z = torch.round(-low / s).to(torch.int32)
    return torch.fake_quantize_per_channel_affine(flat, s, z, 0, 0, 127).view(x.shape)


def quantised_symmetric(x):
    """Per row: s8 with one scale."""
    flat = x.float().reshape(-1, x.shape[-1])
    with torch.no_grad():
        s = flat.abs().amax(-1).clamp(min=1e-12) / 127
    return torch.fake_quantize_per_channel_affine(flat, s, torch.zeros(len(s), dtype=torch.int32), 0, -127, 127).view(x.shape)


class Round(torch.autograd.Function):
    """exp(score - max) to 7 bits; the gradient passes."""

    @staticmethod
    def forward(ctx, p):
        return torch.round(p * 127).div_(127)

    @staticmethod
    def backward(ctx, g):
        return g


class QLinear(nn.Linear):
    quant = False

    def forward(self, x):
        if not self.quant:
            return F.linear(x, self.weight, self.bias)
        return F.linear(quantised_tokens(x), quantised_symmetric(self.weight), self.bias)


def channel_dropout(x, p):
    """Drops whole channels of a window (cheap, and no word can lean on one channel)."""
    if p == 0:
        return x
    keep = (torch.rand(x.shape[0], 1, x.shape[-1]) > p).to(x.dtype) / (1 - p)
    return x * keep


class Layer(nn.Module):
    quant = False

    def __init__(self, drop):
        super().__init__()
        self.qkv, self.o = QLinear(HIDDEN, 3 * HIDDEN), QLinear(HIDDEN, HIDDEN)
        self.up, self.down = QLinear(HIDDEN, INNER), QLinear(INNER, HIDDEN)
        self.ln1, self.ln2 = nn.LayerNorm(HIDDEN, eps=1e-12), nn.LayerNorm(HIDDEN, eps=1e-12)
        self.drop = drop

    def attend(self, q, k, v, mask):
        # By hand: on a CPU the fused attention's backward pass costs as much as all else together.
        bias = torch.where(mask, 0.0, -1e4).to(q.dtype)[:, None, None, :]
        q = q * (HIDDEN // HEADS) ** -0.5
        if not self.quant:
            return torch.softmax(q @ k.transpose(-1, -2) + bias, -1) @ v
        q, k = quantised_tokens(q), quantised_symmetric(k)
        v = quantised_symmetric((v * mask[:, None, :, None]).transpose(-1, -2)).transpose(-1, -2)
        score = q @ k.transpose(-1, -2) + bias
        p = Round.apply(torch.exp(score - score.detach().amax(-1, keepdim=True)))
        return (p @ v) / p.sum(-1, keepdim=True, dtype=torch.float32)

    def forward(self, x, mask):
        b, n, _ = x.shape
        q, k, v = self.qkv(x).view(b, n, 3, HEADS, -1).permute(2, 0, 3, 1, 4)
        a = self.attend(q, k, v, mask).transpose(1, 2).reshape(b, n, HIDDEN)
        x = self.ln1(x + channel_dropout(self.o(a), self.drop * self.training))
        y = self.down(F.gelu(self.up(x)))
        return self.ln2(x + channel_dropout(y, self.drop * self.training))


class Encoder(nn.Module):
    quant = False

    def __init__(self, drop=0.1):
        super().__init__()
        self.tok, self.pos = nn.Embedding(30522, HIDDEN), nn.Embedding(512, HIDDEN)
        self.feat = nn.Embedding(FEATURES, HIDDEN)
        nn.init.zeros_(self.feat.weight)
        self.ln = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.layers = nn.ModuleList([Layer(drop) for _ in range(LAYERS)])
        self.drop = drop

    def load_base(self, tensors):
        """Takes the weights of a Hugging Face BERT; token type 0 goes into the positions."""
        t = {k.removeprefix("bert."): v.float() for k, v in tensors.items()}
        e = "embeddings."
        with torch.no_grad():
            self.tok.weight.copy_(t[e + "word_embeddings.weight"])
            self.pos.weight.copy_(t[e + "position_embeddings.weight"] + t[e + "token_type_embeddings.weight"][0])
            self.ln.weight.copy_(t[e + "LayerNorm.weight"])
            self.ln.bias.copy_(t[e + "LayerNorm.bias"])
            for i, layer in enumerate(self.layers):
                p = "encoder.layer.%d." % i
                for kind in ("weight", "bias"):
                    layer.qkv.__getattr__(kind).copy_(torch.cat(
                        [t[p + "attention.self.%s.%s" % (n, kind)] for n in ("query", "key", "value")]))
                    layer.o.__getattr__(kind).copy_(t[p + "attention.output.dense." + kind])
                    layer.up.__getattr__(kind).copy_(t[p + "intermediate.dense." + kind])
                    layer.down.__getattr__(kind).copy_(t[p + "output.dense." + kind])
                    layer.ln1.__getattr__(kind).copy_(t[p + "attention.output.LayerNorm." + kind])
                    layer.ln2.__getattr__(kind).copy_(t[p + "output.LayerNorm." + kind])

    def forward(self, ids, feats, mask):
        x = self.tok(ids)
        x = (quantised_symmetric(x) if self.quant else x) + self.pos.weight[:ids.shape[1]] + self.feat(feats)
        x = channel_dropout(self.ln(x), self.drop * self.training)
        for layer in self.layers:
            x = layer(x, mask)
        return x


class Net(nn.Module):
    def __init__(self, sizes, drop=0.1, word_drop=0.2):
        """sizes: number of labels of upos xpos deprel lemma ner timex entity."""
        super().__init__()
        self.enc = Encoder(drop)
        H = HIDDEN
        self.word_drop = word_drop
        self.sent, self.cue = QLinear(H, 1), QLinear(H, 3)
        self.upos, self.xpos = QLinear(H, sizes["upos"]), QLinear(H, sizes["xpos"])
        self.lemma, self.ner = QLinear(H, sizes["lemma"]), QLinear(H, sizes["ner"])
        self.arcd, self.arch, self.arcu = QLinear(H, ARC), QLinear(H, ARC), QLinear(ARC, ARC)
        self.reld, self.relh = QLinear(H, ARC), QLinear(H, ARC)
        self.rel = QLinear(3 * ARC, sizes["deprel"])
        self.tree_root = nn.Parameter(torch.randn(ARC) * 0.1)
        self.rel_root = nn.Parameter(torch.randn(ARC) * 0.1)
        self.rolec, self.rolew = QLinear(2 * H, 2 * ROLE), QLinear(H, 2 * ROLE)
        self.roleo = QLinear(ROLE, 7)
        self.role_dist = nn.Parameter(torch.randn(DISTANCES, ROLE) * 0.02)
        self.role_trans = nn.Parameter(torch.eye(3).repeat(CLASSES, 1, 1))
        self.time, self.ment = QLinear(H, sizes["timex"]), QLinear(H, sizes["entity"])
        self.spanh, self.spanw = QLinear(H, 2 * SPAN), QLinear(H, 2 * SPAN)
        self.span_dist = nn.Parameter(torch.zeros(2, REACH))
        self.corefm, self.corefa = QLinear(H, 2 * LINK), QLinear(H, 2 * LINK)
        self.corefo = QLinear(LINK, 1)
        self.coref_match = nn.Parameter(torch.randn(16, LINK) * 0.02)
        self.coref_dist = nn.Parameter(torch.randn(16, LINK) * 0.02)
        self.evw, self.evt = QLinear(H, ACT), QLinear(ACT, 1 + len(TYPES))
        self.evd, self.evm, self.evs, self.evc = (QLinear(H, ACT), QLinear(ACT, len(MODES)), QLinear(ACT, len(STATUSES)),
                                                  QLinear(ACT, len(CONTEXTS)))
        self.argt, self.argw, self.argo = QLinear(H, 2 * PARTY), QLinear(H, 2 * PARTY), QLinear(PARTY, 4)
        self.arg_dist = nn.Parameter(torch.randn(DISTANCES, PARTY) * 0.02)

    def set_quant(self, on):
        for module in self.modules():
            if hasattr(type(module), "quant"):
                module.quant = on

    def words(self, batch):
        """Vectors of all words of the batch's windows [N, 384]."""
        h = self.enc(batch["ids"], batch["feats"], batch["mask"])
        x = h[batch["row"], batch["at"]]
        if self.training:
            x = x * ((torch.rand(x.shape) > self.word_drop).to(x.dtype) / (1 - self.word_drop))
        return x

    # ---- tree

    def arcs(self, x, index, valid):
        """index [S, n] of words by sentence -> scores [S, n, n + 1]; column n is the root."""
        d, h = F.gelu(self.arcd(x)), F.gelu(self.arch(x))
        t = self.arcu(d)[index]
        h = torch.cat([h[index], self.tree_root.to(h.dtype).expand(len(index), 1, ARC)], 1)
        score = (t @ h.transpose(1, 2)).float()
        ok = torch.cat([valid, torch.ones(len(index), 1, dtype=torch.bool)], 1)
        return score.masked_fill(~ok[:, None, :], -1e4)

    def relations(self, x, dependents, heads):
        """Logits for pairs of words; a head of -1 is the root."""
        a = F.gelu(self.reld(x[dependents]))
        b = F.gelu(self.relh(x[heads.clamp(min=0)]))
        b = torch.where((heads < 0)[:, None], self.rel_root.to(b.dtype), b)
        return self.rel(torch.cat([a, b, a * b], -1)).float()

    # ---- mentions and links

    def span_scores(self, x, heads, at, side):
        """heads [M], at [M, REACH] words, side 0 start or 1 end -> [M, REACH]."""
        part = slice(side * SPAN, (side + 1) * SPAN)
        h, w = self.spanh(x[heads])[:, part].float(), self.spanw(x)[:, part].float()
        return (h[:, None] * w[at]).sum(-1) * SPAN ** -0.5 + self.span_dist[side]

    def coref_pair(self):
        """The table of the program: one row for each match class and distance [PAIRS, LINK]."""
        return (self.coref_match[:, None] + self.coref_dist[None]).reshape(PAIRS, LINK)

    def link_scores(self, anaphor, antecedent, rows):
        """Halves added and multiplied of each pair [P, 2 LINK], rows [P] -> [P]."""
        g = F.gelu(anaphor[:, :LINK] + antecedent[:, :LINK] + self.coref_pair()[rows].to(anaphor.dtype)
                   + anaphor[:, LINK:] * antecedent[:, LINK:])
        return self.corefo(g).float().squeeze(-1)

    # ---- acts

    def act_types(self, x):
        """[N, 384] -> [N, 17]: none, then the types."""
        return self.evt(F.gelu(self.evw(x))).float()

    def act_details(self, x):
        """Vectors of trigger words -> modes, status, contexts."""
        d = F.gelu(self.evd(x))
        return self.evm(d).float(), self.evs(d).float(), self.evc(d).float()

    def party_scores(self, x, acts):
        """acts: word [T], index and bucket [T, M] -> [T, M, 4]: none, actor, recipient, place."""
        t, w = self.argt(x[acts["word"]])[:, None], self.argw(x)[acts["index"]]
        return self.argo(F.gelu(w[..., :PARTY] + t[..., :PARTY] + self.arg_dist.to(w.dtype)[acts["bucket"]]
                                + w[..., PARTY:] * t[..., PARTY:])).float()

    # ---- roles of a cue

    def role_scores(self, x, cues):
        """cues: index [C, M] words, first, last [C], bucket [C, M] -> e [C, M, 7]."""
        c = self.rolec(torch.cat([x[cues["first"]], x[cues["last"]]], -1))
        r = self.rolew(x)[cues["index"]]
        g = F.gelu(r[..., :ROLE] + c[:, None, :ROLE] + self.role_dist.to(r.dtype)[cues["bucket"]]
                   + r[..., ROLE:] * c[:, None, ROLE:])
        e = self.roleo(g).float()
        barred = cues["barred"][..., None] & torch.tensor([False, True, True, False, False, False, False])
        return e.masked_fill(barred, -1e4)

    def steps(self, e, cues):
        """Potentials of each step [C, M, 3, 3] (from, to) without emissions; step 0 is not used."""
        zero = torch.zeros_like(e[..., :1])
        start = torch.cat([zero, e[..., 3:5]], -1)
        end = torch.cat([zero, e[..., 5:7]], -1)
        change = 1 - torch.eye(3)
        before = torch.roll(end, 1, 1)
        return (self.role_trans[cues["class"]]
                + (before[..., :, None] + start[..., None, :]) * change), start, end

    def role_loss(self, x, cues):
        """Negative log-likelihood of each cue's labels under a linear-chain CRF (Lafferty et al. 2001)."""
        e = self.role_scores(x, cues)
        step, start, end = self.steps(e, cues)
        gold, valid, last = cues["gold"], cues["valid"], cues["length"] - 1
        rows = torch.arange(len(gold))
        emit = e[..., :3].gather(-1, gold[..., None]).squeeze(-1)
        moves = step.flatten(2).gather(-1, (torch.roll(gold, 1, 1) * 3 + gold)[..., None]).squeeze(-1)
        moves[:, 0] = start[:, 0].gather(-1, gold[:, :1]).squeeze(-1)
        final = gold[rows, last]
        score = ((emit + moves) * valid).sum(1) + end[rows, last, final]
        alpha = e[:, 0, :3] + start[:, 0]
        for i in range(1, e.shape[1]):
            new = torch.logsumexp(alpha[:, :, None] + step[:, i], 1) + e[:, i, :3]
            alpha = torch.where(valid[:, i, None], new, alpha)
        return torch.logsumexp(alpha + end[rows, last], -1) - score

    def role_decode(self, x, cues):
        """The best path of each cue: list of label lists. At most one run of S, by doubling the states
        (O before S, S, O after S, C before, C after)."""
        e = self.role_scores(x, cues)
        step, start, end = self.steps(e, cues)
        label = torch.tensor([0, 1, 0, 2, 2])      # O1 S O2 C1 C2
        used = torch.tensor([0, 1, 1, 0, 1])
        allowed = torch.full((5, 5), -1e9)
        for a in range(5):
            for b in range(5):
                same_s = label[a] == 1 and label[b] == 1
                if (used[b] == used[a] and label[b] != 1) or same_s or (used[a] == 0 and label[b] == 1):
                    allowed[a, b] = 0
        big = step[:, :, label][:, :, :, label] + allowed
        emit = e[..., label]
        first = torch.tensor([0, 0, -1e9, 0, -1e9])
        score = emit[:, 0] + start[:, 0][:, label] + first
        back = []
        for i in range(1, e.shape[1]):
            best, arg = (score[:, :, None] + big[:, i]).max(1)
            ok = cues["valid"][:, i, None]
            score = torch.where(ok, best + emit[:, i], score)
            back.append(torch.where(ok, arg, torch.arange(5).expand_as(arg)))
        rows, last = torch.arange(len(e)), cues["length"] - 1
        state = (score + end[rows, last][:, label]).argmax(-1)
        path = [state]
        for arg in reversed(back):
            state = arg.gather(1, state[:, None]).squeeze(1)
            path.append(state)
        paths = label[torch.stack(path[::-1], 1)]
        return [p[:n].tolist() for p, n in zip(paths, cues["length"].tolist())], e
