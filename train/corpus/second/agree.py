"""How far a second labelling of 300 posts (labels.tsv: lang:line, mood, topic, need, tier, personal data)
agrees with the corpus: the same label in % / Cohen's kappa. `python3 train/corpus/second/agree.py`"""
import json, random
from math import isnan
import pathlib
D=f'{pathlib.Path(__file__).parent}/'; SRC=f'{D}../'
L=['da','nb','nn','sv','en']
first={l:[json.loads(x) for x in open(f'{SRC}{l}.jsonl')] for l in L}
rows=[]
for line in open(D+'labels.tsv'):
    i,m,t,n,ti,p=line.rstrip('\n').split('\t'); lang,no=i.split(':')
    r=first[lang][int(no)-1]; assert r['split']=='dev'
    rows.append(dict(id=i,lang=lang,
      a=dict(mood=r['mood'],topic=r['topics'][0],need=r['reply_need'],tier=r['tier'],pd=bool(r['personal_data'])),
      b=dict(mood=m,topic=t,need=n,tier=int(ti),pd=p=='yes')))
neg=lambda m:'negative' if m=='furious' else m
F=[('mood, 4 classes',lambda x:x['mood'],0),('mood, 3 classes',lambda x:neg(x['mood']),0),
   ('furious against rest',lambda x:x['mood']=='furious',0),('topic (main)',lambda x:x['topic'],0),
   ('reply need',lambda x:x['need'],0),('tier (quadratic kappa)',lambda x:x['tier'],1),
   ('has personal data',lambda x:x['pd'],0),('safety',lambda x:x['topic']=='safety',0),('security',lambda x:x['topic']=='security',0)]
def stat(rs,f,w):
    A=[f(r['a']) for r in rs];B=[f(r['b']) for r in rs];n=len(rs)
    acc=sum(x==y for x,y in zip(A,B))/n
    cl=sorted(set(A)|set(B))
    d=(lambda x,y:(x-y)**2) if w else (lambda x,y:float(x!=y))
    o=sum(d(x,y) for x,y in zip(A,B))/n
    e=sum(A.count(x)*B.count(y)*d(x,y) for x in cl for y in cl)/n/n
    return acc,(1-o/e if e else float('nan'))
def boot(rs,f,w,k=2000):
    g=random.Random(1);v=[]
    for _ in range(k):
        x=stat([rs[g.randrange(len(rs))] for _ in rs],f,w)[1]
        if not isnan(x): v.append(x)
    v.sort(); return v[int(.025*len(v))],v[int(.975*len(v))]
if __name__=='__main__':
    print('| | '+' | '.join(L)+' | all | all, 95 % of kappa |\n|---|'+'---|'*7)
    for name,f,w in F:
        c=[]
        for l in L+[None]:
            a,k=stat([r for r in rows if l in(None,r['lang'])],f,w)
            c.append(f'{100*a:.0f} % / '+('–' if isnan(k) else f'{k:.2f}'))
        lo,hi=boot(rows,f,w)
        print(f'| {name} | '+' | '.join(c)+f' | {lo:.2f}–{hi:.2f} |')
