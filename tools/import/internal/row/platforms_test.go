package row

import "testing"

// TestPlatforms reads small exports, written after the documentation of each platform.
func TestPlatforms(t *testing.T) {
	tests := []feedCase{
		{name: "Shopify with markets", platform: "Shopify", currency: "EUR", parts: 1, text: `Handle,Title,Body (HTML),Vendor,Product Category,Type,Tags,Published,Option1 Name,Option1 Value,Option1 Linked To,Option2 Name,Option2 Value,Variant SKU,Variant Grams,Variant Inventory Tracker,Variant Inventory Qty,Variant Inventory Policy,Variant Price,Variant Compare At Price,Variant Barcode,Image Src,Image Position,Variant Image,Cost per item,Included / International,Price / International,Compare At Price / International,Status
lamp,Desk Lamp,<p>x</p>,Acme,Home & Garden > Lighting > Lamps,Lamps,,TRUE,Colour,Red,,Cable length,2 m,L-R,,shopify,0,continue,40,,'4006381333931,https://img.example/l1.jpg,1,https://img.example/red.jpg,12,TRUE,99,120,active
lamp,,,,,,,,,Blue,,,3 m,,,,0,deny,45,50,,https://img.example/l2.jpg,2,,12,TRUE,99,,
lamp,,,,,,,,,,,,,,,,,,,,,https://img.example/l3.jpg,3,,,,,,
card,Gift Wrap,,Acme,,,,TRUE,Title,Default Title,,,,,,shopify,3,deny,5,,,,,,1,,,,archived
mug,Mug,,Acme,,,,TRUE,Title,Default Title,,,,,,shopify,3,deny,5,,,,,,1,,,,active
`, want: []string{
			"L-R | Desk Lamp | group=lamp | brand=Acme | in=Home & Garden>Lighting>Lamps | color=Red | Cable length=2 m | price=4000 EUR | stock=backorder | gtin=4006381333931 | image=red.jpg,l1.jpg,l2.jpg,l3.jpg",
			"5b64a03262592a3b5938053ab01d4095 | Desk Lamp | group=lamp | brand=Acme | in=Home & Garden>Lighting>Lamps | color=Blue | Cable length=3 m | price=4500 EUR | list=5000 EUR | stock=in_stock | image=l1.jpg,l2.jpg,l3.jpg",
			"card | Gift Wrap | brand=Acme | price=500 EUR | stock=in_stock | state=hidden",
			"mug | Mug | brand=Acme | price=500 EUR | stock=in_stock",
		}},
		{name: "Shopify, sorted by a spreadsheet", platform: "Shopify", currency: "EUR", parts: 1, text: `Handle,Title,Vendor,Type,Published,Option1 Name,Option1 Value,Variant SKU,Variant Price,Variant Inventory Qty,Image Src,Status
hat,,,,,,L,H-L,31,1,,
jumper,Jumper,Q,Knit,true,Size,S,J-S,60,3,https://img.example/j.jpg,active
coat,Coat,Q,Coats,true,Title,Default Title,C,99,2,,active
jumper,,,,,,M,J-M,60,0,,
hat,Hat,Q,Hats,true,Size,S,H-S,30,1,https://img.example/h.jpg,draft
jumper,,,,,,,,,,https://img.example/j2.jpg,
`, want: []string{
			"H-L | Hat | group=hat | brand=Q | in=Hats | size=L | price=3100 EUR | stock=in_stock | state=draft | image=h.jpg",
			"J-S | Jumper | group=jumper | brand=Q | in=Knit | size=S | price=6000 EUR | stock=in_stock | image=j.jpg",
			"C | Coat | brand=Q | in=Coats | price=9900 EUR | stock=in_stock",
			"J-M | Jumper | group=jumper | brand=Q | in=Knit | size=M | price=6000 EUR | stock=out_of_stock | image=j.jpg",
			"H-S | Hat | group=hat | brand=Q | in=Hats | size=S | price=3000 EUR | stock=in_stock | state=draft | image=h.jpg",
		}},
		{name: "Shopify as JSON", platform: "Shopify", currency: "USD", text: `{"products":[{"id":632910392,"title":"IPod Nano","body_html":"<p>Small</p>","vendor":"Apple","product_type":"Players","handle":"ipod-nano","status":"active","tags":"MP3",
"variants":[{"id":1,"title":"Pink","price":"199.00","compare_at_price":null,"option1":"Pink","sku":"IP-PINK","inventory_policy":"continue","inventory_management":"shopify","inventory_quantity":0},
{"id":2,"title":"Red","price":"189.00","compare_at_price":"210.00","option1":"Red","sku":"IP-RED","inventory_policy":"deny","inventory_management":"shopify","inventory_quantity":0}],
"options":[{"id":5,"name":"Color","values":["Pink","Red"]}],"images":[{"src":"https://img.example/1.png"},{"src":"https://img.example/2.png"}],"image":{"src":"https://img.example/1.png"}},
{"id":9,"title":"Case","body_html":"","vendor":"Apple","handle":"case","status":"draft","variants":[{"id":10,"title":"Default Title","option1":"Default Title","price":"5.00","sku":"","inventory_quantity":4}],"options":[{"name":"Title","values":["Default Title"]}],"images":[]}]}`, want: []string{
			"IP-PINK | IPod Nano | group=ipod-nano | brand=Apple | in=Players | color=Pink | price=19900 USD | stock=backorder | image=1.png,2.png",
			"IP-RED | IPod Nano | group=ipod-nano | brand=Apple | in=Players | color=Red | price=18900 USD | list=21000 USD | stock=out_of_stock | image=1.png,2.png",
			"case | Case | brand=Apple | price=500 USD | stock=in_stock | state=draft",
		}},
		{name: "WooCommerce as JSON", platform: "WooCommerce", currency: "EUR", text: `[{"id":794,"name":"Linen Shirt","permalink":"https://x.example/p","type":"simple","status":"publish","catalog_visibility":"visible","sku":"LS","price":"21.99","regular_price":"25.99","sale_price":"21.99","date_on_sale_from":"2021-01-01T00:00:00","date_on_sale_to":"2021-02-01T00:00:00","stock_quantity":null,"stock_status":"instock","categories":[{"id":9,"name":"Shirts"}],"images":[{"src":"https://img.example/f.jpg"},{"src":"https://img.example/b.jpg"}],"attributes":[{"name":"Color","options":["Black"]}],"variations":[]},
{"id":795,"name":"Old Shirt","type":"simple","status":"private","catalog_visibility":"visible","sku":"OS","price":"5","regular_price":"5","sale_price":"","stock_status":"outofstock","categories":[],"images":[],"attributes":[],"variations":[]}]`, want: []string{
			"LS | Linen Shirt | in=Shirts | color=Black | price=2599 EUR | sale=2199 EUR | from=2021-01-01T00:00/2021-02-01T00:00 | stock=in_stock | image=f.jpg,b.jpg",
			"OS | Old Shirt | price=500 EUR | stock=out_of_stock | state=hidden",
		}},
		{name: "WooCommerce with id: parents before and after", platform: "WooCommerce", currency: "EUR", parts: 2, text: `ID,Type,SKU,"GTIN, UPC, EAN, or ISBN",Name,Published,Is featured?,Visibility in catalog,Short description,Description,Date sale price starts,Date sale price ends,Tax status,Tax class,In stock?,Stock,Low stock amount,Backorders allowed?,Sale price,Regular price,Categories,Brands,Images,Parent,Attribute 1 name,Attribute 1 value(s),Attribute 2 name,Attribute 2 value(s),Meta: _cost
12,variation,,,Pot - S,1,0,visible,,,,,,,1,0,,notify,,20,,,,id:11,Size,S,pa_finish,Matt,3
11,variable,,,Pot,1,0,visible,,Good.,,,,,1,,,0,,,Kitchen > Pots,Acme,https://img.example/pot.jpg,,Size,"S, L",Finish,"Matt, Gloss",3
13,variation,,,Pot - L,1,0,visible,,,,,,,0,0,,0,,22,,,,id:11,Size,L,pa_finish,Gloss,3
21,variable,secret,,Secret,1,0,hidden,,,,,,,1,,,0,,,Kitchen,,,,Size,S,,,
22,variation,secret-s,,Secret - S,1,0,visible,,,,,,,backorder,,,0,,9,,,,secret,Size,S,,,
31,"simple, virtual",soft,12345678,Software,1,0,search,,,,,,,1,,,0,8,10,,,,,,,,,1
`, want: []string{
			"12 | Pot - S | group=11 | brand=Acme | in=Kitchen>Pots | size=S | finish=Matt | price=2000 EUR | stock=in_stock | image=pot.jpg",
			"13 | Pot - L | group=11 | brand=Acme | in=Kitchen>Pots | size=L | finish=Gloss | price=2200 EUR | stock=out_of_stock | image=pot.jpg",
			"secret-s | Secret - S | group=secret | in=Kitchen | size=S | price=900 EUR | stock=backorder | state=hidden",
			"soft | Software | price=1000 EUR | sale=800 EUR | stock=in_stock | gtin=12345678",
		}},
		{name: "Magento", platform: "Magento 2 / Adobe Commerce", currency: "USD", imageBase: "https://img.example/media", parts: 2, text: `sku,store_view_code,attribute_set_code,product_type,categories,product_websites,name,description,product_online,visibility,price,special_price,special_price_from_date,special_price_to_date,map_price,msrp_price,base_image,additional_images,additional_attributes,qty,allow_backorders,is_in_stock,manage_stock,configurable_variations,configurable_variation_labels
tee-s-red,,Top,simple,"Default Category/Men/Tees",base,Tee-S-Red,,1,Not Visible Individually,29,19,1/1/21,1/31/21,5,,/t/e/tee-s.jpg,,"color=Red,size=S,has_options=0",5,0,1,1,,
tee-m-red,,Top,simple,"Default Category/Men/Tees",base,Tee-M-Red,,2,Not Visible Individually,29,,,,5,39,/t/e/tee-m.jpg,,"color=Red,size=M",0,0,0,1,,
tee,,Top,configurable,"Default Category,Default Category/Men,Default Category/Men/Tees",base,Tee,Cotton.,1,"Catalog, Search",29,,,,5,,/t/e/tee.jpg,"/t/e/tee2.jpg,/t/e/tee3.jpg","material=Cotton",0,0,1,1,"sku=tee-s-red,color=Red,size=S|sku=tee-m-red,color=Red,size=M","color=Color,size=Size"
tee,de,,,,,Hemd,,,,,,,,,,,,,,,,,,
spare,,Parts,simple,Default Category/Parts,base,Spare part,,1,Not Visible Individually,3,,,,,,,,,1,0,1,1,,
`, want: []string{
			"tee-s-red | Tee | group=tee | in=Men>Tees | color=Red | size=S | price=2900 USD | sale=1900 USD | from=2021-01-01T00:00/2021-02-01T00:00 | stock=in_stock | image=media/t/e/tee-s.jpg",
			"tee-m-red | Tee | group=tee | in=Men>Tees | color=Red | size=M | price=2900 USD | list=3900 USD | stock=out_of_stock | state=hidden | image=media/t/e/tee-m.jpg",
			"spare | Spare part | in=Parts | price=300 USD | stock=in_stock | state=hidden",
		}},
		{name: "a list with variants as JSON", text: `{"items":[{"id":"T1","name":"Linen Tee","brand":"Moor","category":"Tops","price":20,"currency":"EUR","image":"https://img.example/t.jpg","variants":[{"id":"T1-S","size":"S","price":21.5,"stock":3,"image":"https://img.example/s.jpg"},{"id":"T1-M","size":"M","stock":0,"options":[{"name":"Fit","value":"Slim"}]}]},{"id":"C1","name":"Cup","price":7,"currency":"EUR","variants":[]}]}`, want: []string{
			"T1-S | Linen Tee | group=T1 | brand=Moor | in=Tops | size=S | price=2150 EUR | stock=in_stock | image=s.jpg",
			"T1-M | Linen Tee | group=T1 | brand=Moor | in=Tops | size=M | Fit=Slim | price=2000 EUR | stock=out_of_stock | image=t.jpg",
			"C1 | Cup | price=700 EUR",
		}},
		{name: "our own products", platform: "ShopFYP", text: `{"productId":"c-2","title":"Cable","price":{"amount":500,"currency":"EUR"},"itemGroupId":"c","options":[{"name":"Length","value":"2 m"}]}
`, want: []string{"c-2 | Cable | group=c | Length=2 m | price=500 EUR"}},
		{name: "BigCommerce v3", platform: "BigCommerce (version 3)", currency: "USD", parts: 4, text: `Item,ID,Name,Type,SKU,Options,Inventory Tracking,Current Stock,Price,Cost Price,Retail Price,Sale Price,Categories,Description,Product URL,UPC/EAN,Global Trade Number,Manufacturer Part Number,Is Visible,Product Condition,Variant Image URL,Internal Image URL (Export),Image URL (Import)
Product,77,Trail Bottle,physical,TB,Type=Dropdown|Name=Size|Value=0.5 l,variant,0,18,7,25,0,Outdoor/Bottles;Shop All,<p>Steel</p>,/trail-bottle/,,,TB-9,TRUE,New,,,
Variant,78,,,TB-05,Type=Dropdown|Name=Size|Value=0.5 l,,4,,,,,,,,,,,,,https://img.example/v.jpg,,
Variant,79,,,TB-1,Type=Dropdown|Name=Size|Value=1 l,,0,20,,,,,,,,,,,,,,
Image,80,,,,,,,,,,,,,,,,,,,,https://img.example/1.jpg,
Image,81,,,,,,,,,,,,,,,,,,,,https://img.example/2.jpg,
Product,90,Strap,physical,ST,,none,0,4,1,,3,Outdoor,,/strap/,,,,FALSE,New,,,
Image,91,,,,,,,,,,,,,,,,,,,,https://img.example/s.jpg,
`, want: []string{
			"TB-05 | Trail Bottle | group=TB | in=Outdoor>Bottles | size=0.5 l | price=1800 USD | list=2500 USD | stock=in_stock | condition=new | image=v.jpg,1.jpg,2.jpg",
			"TB-1 | Trail Bottle | group=TB | in=Outdoor>Bottles | size=1 l | price=2000 USD | stock=out_of_stock | condition=new | image=1.jpg,2.jpg",
			"ST | Strap | in=Outdoor | price=400 USD | sale=300 USD | stock=out_of_stock | state=hidden | condition=new | image=s.jpg",
		}},
		{name: "BigCommerce v2", platform: "BigCommerce (version 2)", currency: "USD", parts: 1, text: `Item Type,Product ID,Product Name,Product Type,Product Code/SKU,Brand Name,Price,Cost Price,Retail Price,Sale Price,Track Inventory,Current Stock Level,Category,Product Visible?,Product Image File - 1,Product Image File - 2,Product Condition
Product,5,Rain Hat,P,RH,Acme,20,5,0,0,by option,0,Clothing/Hats,Y,https://img.example/a.jpg,https://img.example/b.jpg,New
SKU,,"[S]Size=S,[RB]Color=Red",,RH-S,,,,,,,3,,,,,
SKU,,"[S]Size=M,[RB]Color=Red",,RH-M,,,,,,,0,,,,,
`, want: []string{
			"RH-S | Rain Hat | group=RH | brand=Acme | in=Clothing>Hats | color=Red | size=S | price=2000 USD | stock=in_stock | condition=new | image=a.jpg,b.jpg",
			"RH-M | Rain Hat | group=RH | brand=Acme | in=Clothing>Hats | color=Red | size=M | price=2000 USD | stock=out_of_stock | condition=new | image=a.jpg,b.jpg",
		}},
		{name: "Wix", platform: "Wix", currency: "EUR", parts: 1, text: `handleId,fieldType,name,description,productImageUrl,collection,sku,ribbon,price,surcharge,visible,discountMode,discountValue,inventory,weight,cost,productOptionName1,productOptionType1,productOptionDescription1
p1,Product,Soap,<p>Mild</p>,a_1~mv2.jpg;a_2~mv2.jpg,Bath;New,,,10,,true,PERCENT,10,InStock,,2,Scent,DROP_DOWN,Rose;Mint
p1,Variant,,,,,SO-R,,,0,true,,,3,,,,,Rose
p1,Variant,,,,,SO-M,,,2,true,,,0,,,,,Mint
p2,Product,Towel,,,,TW,,15,,false,AMOUNT,3,OutOfStock,,,,,
`, want: []string{
			"SO-R | Soap | group=p1 | in=Bath | Scent=Rose | price=900 EUR | list=1000 EUR | stock=in_stock | image=https://static.wixstatic.com/media/a_1~mv2.jpg,https://static.wixstatic.com/media/a_2~mv2.jpg",
			"SO-M | Soap | group=p1 | in=Bath | Scent=Mint | price=1080 EUR | list=1200 EUR | stock=out_of_stock | image=https://static.wixstatic.com/media/a_1~mv2.jpg,https://static.wixstatic.com/media/a_2~mv2.jpg",
			"TW | Towel | price=1200 EUR | list=1500 EUR | stock=out_of_stock | state=hidden",
		}},
		{name: "Squarespace", platform: "Squarespace", currency: "USD", text: `Product ID [Non Editable],Variant ID [Non Editable],Product Type [Non Editable],Product Page,Product URL,Title,Description,SKU,Option Name 1,Option Value 1,Price,Sale Price,On Sale,Stock,Categories,Tags,Visible,Hosted Image URLs
1,11,PHYSICAL,shop,ring,Silver Ring,<p>Fine</p>,SQ1,Size,6,50.00,40.00,Yes,Unlimited,/jewelry/rings,,Yes,https://img.example/r1.jpg https://img.example/r2.jpg
,12,,,,,,SQ2,,7,50.00,0.00,No,0,,,,
2,21,PHYSICAL,shop,chain,Chain,,SQ3,,,30.00,20.00,No,2,,,No,
`, want: []string{
			"SQ1 | Silver Ring | group=ring | in=jewelry>rings | size=6 | price=5000 USD | sale=4000 USD | stock=in_stock | image=r1.jpg,r2.jpg",
			"SQ2 | Silver Ring | group=ring | in=jewelry>rings | size=7 | price=5000 USD | stock=out_of_stock | image=r1.jpg,r2.jpg",
			"SQ3 | Chain | price=3000 USD | stock=in_stock | state=hidden",
		}},
		{name: "Etsy", platform: "Etsy", text: `TITLE,DESCRIPTION,PRICE,CURRENCY_CODE,QUANTITY,TAGS,MATERIALS,IMAGE1,IMAGE2,VARIATION 1 TYPE,VARIATION 1 NAME,VARIATION 1 VALUES,SKU
Oak Coaster,Round.,12.50,GBP,3,"oak,home",Oak,https://img.example/1.jpg,https://img.example/2.jpg,Size,Size,"S,L",OC-1
`, want: []string{
			"OC-1 | Oak Coaster | material=Oak | price=1250 GBP | stock=in_stock | image=1.jpg,2.jpg",
		}},
		{name: "Ecwid", platform: "Ecwid", currency: "EUR", parts: 2, text: `type,product_internal_id,product_sku,product_name,product_price,product_compare_to_price,product_is_available,product_is_inventory_tracked,product_quantity,product_category_1,product_media_main_image_url,product_media_gallery_image_url_1,product_option_name,product_variation_sku,product_variation_option_Size,product_cost_price
product,1,EW,Tea Tin,9,12,true,true,5,Kitchen / Tins,https://img.example/t.jpg,https://img.example/t2.jpg,,,,3
product_option,1,,,,,,,,,,,Size,,,
product_variation,1,,,9.50,,,true,0,,,,,EW-L,Large,
product_variation,1,,,9,,,true,2,,,,,EW-S,Small,
`, want: []string{
			"EW-L | Tea Tin | group=1 | in=Kitchen>Tins | size=Large | price=950 EUR | stock=out_of_stock | image=t.jpg,t2.jpg",
			"EW-S | Tea Tin | group=1 | in=Kitchen>Tins | size=Small | price=900 EUR | stock=in_stock | image=t.jpg,t2.jpg",
		}},
		{name: "OpenCart", platform: "OpenCart", currency: "EUR", text: `product_id,name(en-gb),categories,sku,upc,ean,mpn,quantity,model,manufacturer,image_name,price,points,date_available,status,stock_status_id,description(en-gb)
40,Phone,"20,28",,,,,970,P-40,Apple,catalog/p.jpg,101.00,200,2009-02-03,true,5,Nice
`, want: []string{
			"40 | Phone | brand=Apple | price=10100 EUR | stock=in_stock | sku=P-40",
		}},
		{name: "Shopware 6", platform: "Shopware 6", currency: "EUR", parts: 1, text: `id;parent_id;product_number;active;stock;name;description;price_net;price_gross;purchase_prices_net;purchase_prices_gross;tax_id;tax_rate;cover_media_url;manufacturer_name;categories;options
aa;;SW1;1;0;Jacke;Warm;84.03;100;30;35.7;t;19;https://img.example/j.jpg;Acme;c1|c2;
ab;aa;SW1.1;1;4;;;;;;;;;;;;Größe: S
ac;aa;SW1.2;0;0;;;92.44;110;;;;;;;;Größe: M
`, want: []string{
			"SW1.1 | Jacke | group=SW1 | brand=Acme | size=S | price=10000 EUR | stock=in_stock | image=j.jpg",
			"SW1.2 | Jacke | group=SW1 | brand=Acme | size=M | price=11000 EUR | stock=out_of_stock | state=hidden | image=j.jpg",
		}},
		{name: "Saleor", platform: "Saleor", text: `id,name,description as str,category,product type,charge taxes,product media,variant id,variant sku,variant media,size (variant attribute),brand (product attribute),default-channel (channel product currency code),default-channel (channel published),default-channel (channel price amount),default-channel (channel variant cost price),main (warehouse quantity)
P1,Hoodie,Soft,Hoodies,Top,Yes,https://img.example/h.jpg,V1,HO-S,,S,Acme,USD,True,30,10,4
P1,Hoodie,Soft,Hoodies,Top,Yes,https://img.example/h.jpg,V2,HO-M,,M,Acme,USD,True,32,10,0
`, want: []string{
			"HO-S | Hoodie | group=P1 | brand=Acme | in=Hoodies | size=S | price=3000 USD | stock=in_stock | image=h.jpg",
			"HO-M | Hoodie | group=P1 | brand=Acme | in=Hoodies | size=M | price=3200 USD | stock=out_of_stock | image=h.jpg",
		}},
		{name: "Medusa", platform: "Medusa", text: `Product Id,Product Handle,Product Title,Product Description,Product Status,Product Thumbnail,Product Collection Title,Product Type,Variant Id,Variant Title,Variant SKU,Variant Barcode,Variant Inventory Quantity,Variant Allow Backorder,Variant Manage Inventory,Price EUR,Price USD,Option 1 Name,Option 1 Value,Image 1 Url,Image 2 Url
p1,cap,Cap,Warm.,published,https://img.example/c.jpg,,Hats,v1,S,CAP-S,,0,true,true,10,12,Size,S,https://img.example/c.jpg,https://img.example/c2.jpg
p1,cap,Cap,Warm.,published,https://img.example/c.jpg,,Hats,v2,M,CAP-M,,0,false,false,10,12,Size,M,https://img.example/c.jpg,https://img.example/c2.jpg
p2,bag,Bag,,draft,,,Bags,v3,,BAG,,1,false,true,20,22,,,,
`, want: []string{
			"CAP-S | Cap | group=cap | in=Hats | size=S | price=1000 EUR | stock=backorder | image=c.jpg,c2.jpg",
			"CAP-M | Cap | group=cap | in=Hats | size=M | price=1000 EUR | stock=in_stock | image=c.jpg,c2.jpg",
			"BAG | Bag | in=Bags | price=2000 EUR | stock=in_stock | state=draft",
		}},
		{name: "eBay", platform: "eBay", parts: 1, text: `*Action(SiteID=US|Country=US|Currency=USD|Version=1193),CustomLabel,*Category,*Title,C:Brand,*ConditionID,PicURL,*Description,*Quantity,*StartPrice,Relationship,RelationshipDetails,P:UPC
Add,EB,15687,Runner,Acme,1000,https://img.example/e1.jpg|https://img.example/e2.jpg,Fast.,,,,Size=8;9|Color=Red,
,EB-8,,,,,,,3,50,Variation,Size=8|Color=Red,Does not apply
,EB-9,,,,,,,0,50,Variation,Size=9|Color=Red,
Add,EB2,15687,Old Radio,Bolt,3000,https://img.example/r.jpg,,1,20,,,
`, want: []string{
			"EB-8 | Runner | group=EB | brand=Acme | color=Red | size=8 | price=5000 USD | stock=in_stock | condition=new | image=e1.jpg,e2.jpg",
			"EB-9 | Runner | group=EB | brand=Acme | color=Red | size=9 | price=5000 USD | stock=out_of_stock | condition=new | image=e1.jpg,e2.jpg",
			"EB2 | Old Radio | brand=Bolt | price=2000 USD | stock=in_stock | condition=used | image=r.jpg",
		}},
		{name: "Amazon", platform: "Amazon flat file", currency: "USD", parts: 1, text: `item_sku,item_name,external_product_id,external_product_id_type,feed_product_type,brand_name,standard_price,list_price,sale_price,sale_from_date,sale_end_date,quantity,main_image_url,other_image_url1,other_image_url2,parent_child,parent_sku,relationship_type,variation_theme,color_name,size_name,department_name,condition_type,minimum_seller_allowed_price,map_price
AM,Sock,,,sock,Acme,,,,,,,https://img.example/s.jpg,,,Parent,,,SizeColor,,,womens,New,,
AM-S,"Sock, S",4006381333931,EAN,sock,Acme,9,12,7,2021-01-01,2021-02-01,5,https://img.example/s1.jpg,https://img.example/s2.jpg,https://img.example/s3.jpg,Child,AM,Variation,SizeColor,Red,S,womens,New,5,6
`, want: []string{
			"AM-S | Sock, S | group=AM | brand=Acme | color=Red | size=S | gender=female | price=900 USD | list=1200 USD | sale=700 USD | from=2021-01-01T00:00/2021-02-02T00:00 | stock=in_stock | condition=new | gtin=4006381333931 | image=s1.jpg,s2.jpg,s3.jpg",
		}},
		{name: "Meta", platform: "Meta (Facebook and Instagram)", text: `id,title,description,availability,condition,price,link,image_link,brand,google_product_category,fb_product_category,quantity_to_sell_on_facebook,sale_price,sale_price_effective_date,item_group_id,gender,color,size,age_group,material,pattern,status,additional_image_link
m1,Shirt,,available for order,new,9.99 USD,https://x.test/1,https://img.example/1.jpg,Acme,212,Clothing & Accessories > Shirts,75,,,g,unisex,Blue,M,adult,cotton,plaid,active,"https://img.example/2.jpg,https://img.example/3.jpg"
m2,Shirt,,discontinued,new,9.99 USD,https://x.test/2,https://img.example/1.jpg,Acme,212,,,,,g,unisex,Red,M,all ages,cotton,,archived,
`, want: []string{
			"m1 | Shirt | group=g | brand=Acme | in=Clothing & Accessories>Shirts | color=Blue | size=M | material=cotton | gender=unisex | age=adult | price=999 USD | stock=backorder | condition=new | image=1.jpg,2.jpg,3.jpg",
			"m2 | Shirt | group=g | brand=Acme | color=Red | size=M | material=cotton | gender=unisex | price=999 USD | stock=discontinued | state=hidden | condition=new | image=1.jpg",
		}},
		{name: "TikTok", platform: "TikTok", text: `sku_id,title,description,availability,condition,price,link,image_link,brand,item_group_id,google_product_category,sale_price,sale_price_effective_date
t1,Pen,,preorder,NEW,3.00 EUR,https://x.test/1,https://img.example/1.jpg,Acme,,977,2.00 EUR,2099-01-01T00:00+0000/2099-02-01T00:00+0000
`, want: []string{
			"t1 | Pen | brand=Acme | price=300 EUR | sale=200 EUR | from=2099-01-01T00:00/2099-02-01T00:00 | stock=preorder | condition=new | image=1.jpg",
		}},
		{name: "Pinterest", platform: "Pinterest", text: "id\ttitle\tdescription\tlink\timage_link\tprice\tavailability\tproduct_type\tad_link\taverage_review_rating\tnumber_of_ratings\n" +
			"p1\tPin Board\t\thttps://x.test/1\thttps://img.example/1.jpg\t20.00 GBP\tout of stock\tOffice > Boards\t\t4.5\t8\n", want: []string{
			"p1 | Pin Board | in=Office>Boards | price=2000 GBP | stock=out_of_stock | image=1.jpg",
		}},
		{name: "an unknown list in German", currency: "", text: `Artikelnr;Bezeichnung;EK netto;VK brutto €;VK netto €;Grundpreis €/kg;Lagerbestand;Größe;Status
7;Tasse;3,10;9,90 €;8,32 €;19,80;0;L;aktiv
8;Kanne;3,10;19,90 €;16,72 €;9,80;2;;Entwurf
`, want: []string{
			"7 | Tasse | size=L | price=990 EUR | stock=out_of_stock",
			"8 | Kanne | price=1990 EUR | stock=in_stock | state=draft",
		}},
	}
	for _, tt := range tests {
		t.Run(tt.name, tt.run)
	}
}
